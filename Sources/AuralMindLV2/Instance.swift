import AuralMind
import CLV2
/// Placeholder: written next.
struct Instance: ~Copyable { var chain: MasteringChain }
