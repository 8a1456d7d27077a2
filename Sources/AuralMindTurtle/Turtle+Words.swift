extension Turtle {
  /// What the plugin is, in a paragraph.
  static let comment = """
    A mastering chain for the master bus, from a high-pass at the bottom of hearing to dither: mono bass, \
    a match EQ that follows reference tracks, a dynamic EQ against masking, a de-esser, harmonics, stereo \
    image, movement, transients, a loudness governor, a soft clip and a true-peak limiter. It reaches the \
    loudness a platform asks for without passing the ceiling between samples, or says how far it can go and \
    why. What the governor learns of the programme is saved with the session, so that an export starts \
    where playback ended.
    """

  /// How to use it, as hosts show it: HTML, as LV2 has it.
  static let documentation = """
    <p>\(comment)</p>
    <p>Put it last on the master bus, after the faders, and play the song from its beginning to its end.</p>
    <ol>
    <li>Choose a preset for the character, and with Delivery the platform the master is for.</li>
    <li>Leave the governor on Learn while the song plays once. Governor state tells when it has heard \
    enough, and what holds it back where the target cannot be had.</li>
    <li>To match a reference, capture it with the command line (auralmind capture, into a slot) and choose \
    that slot, or give the plugin the profile's file. Match says how much of the difference is taken.</li>
    <li>Each stage has an amount: 100 is what the preset asks, 0 takes the stage out.</li>
    <li>Compare with Listen: Source is the mix at the loudness of the master, Delta what has been changed.</li>
    </ol>
    <p>Linear phase delays by about 50 ms, which hosts compensate; Minimum phase by about 5 ms. For a \
    loudness that is exact, auralmind solve or auralmind master listen to the whole song first: live, the \
    plugin can only go by what it has heard. Gain-reduction limit is how much clip and limiter may do for \
    the target on average; beyond it the loudness yields, not the sound.</p>
    """
}
