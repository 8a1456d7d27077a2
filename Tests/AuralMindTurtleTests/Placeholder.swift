import Testing
@testable import AuralMindTurtle

