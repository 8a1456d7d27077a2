import Testing
@testable import AuralDSP

