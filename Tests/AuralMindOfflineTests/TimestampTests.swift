import AuralMindOffline
import Testing

@Suite struct TimestampTests {
  @Test("reads as minutes and seconds, with hours where there are any")
  func reads() {
    #expect(timestamp(seconds: 0) == "0:00.000")
    #expect(timestamp(seconds: 59.9994) == "0:59.999")
    #expect(timestamp(seconds: 59.9996) == "1:00.000")
    #expect(timestamp(seconds: 3_599) == "59:59.000")
    #expect(timestamp(seconds: 3_661.5) == "1:01:01.500")
  }
}
