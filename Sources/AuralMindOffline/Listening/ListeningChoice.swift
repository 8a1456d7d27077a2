/// One of the two that are compared in a listening test.
public enum ListeningChoice: String, Sendable, Equatable, Encodable {
  case a = "A"
  case b = "B"
}
