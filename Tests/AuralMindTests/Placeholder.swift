import Testing
@testable import AuralMind

