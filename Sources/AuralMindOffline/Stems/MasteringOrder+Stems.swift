extension MasteringOrder {
  /// Masters the sum of stems in place of the mix, at the sample rate the order had.
  public mutating func takeMix(of sum: StemMix) {
    input = sum.path
    // What a program separates comes at a rate of its own.
    sampleRate = output.format.sampleRate
    output.format.channelCount = sum.channelCount
  }
}
