public import AuralMind
import Foundation

/// Makes the report on a master: what was asked, what came of it, what it cost, how to have it again.
public func masteringDocument(
  _ request: MasteringRequest, _ report: MasteringReport, _ record: MasteringRecord,
  dither: DitherDepth
) -> ReportDocument {
  let effects = StageEffects(pass: record.pass, settings: request.settings, report: report)
  let charts = changeCharts(report, record)
  let commands = request.commands(report, dither: dither)
  let settings = request.assignments(gainDecibels: Float(report.gainDecibels), dither: dither)
  let stages = effects.stages
  let names = report.match.map { ["matched to \($0.references.joined(separator: ", "))"] } ?? []
  let subtitle =
    ["\(request.input) → \(request.output)", "preset \(request.settings.preset.name)"] + names
  return ReportDocument(
    title: "Master of \(URL(fileURLWithPath: request.input).lastPathComponent)",
    subtitle: subtitle.joined(separator: " · "),
    sections: [
      ReportSection(
        title: "",
        blocks: [report.verdict, .table(askedTable(report)), .table(beforeAfterTable(report))]),
      ReportSection(title: "What changed", blocks: charts.map { .chart($0) }),
      ReportSection(
        title: "What each stage did",
        blocks: stages.isEmpty
          ? [.paragraph("The programme is too short for the stages to be heard apart.")]
          : [
            .table(effects.table),
            .paragraph(
              "Heard in a quarter of a second out of every two, without gates; crest is the bursts' "
                + "peaks over their level."),
          ]),
      ReportSection(
        title: "The same again",
        blocks: [
          .commands(
            [ReportCommand(purpose: "Every port that is not at its default", words: settings)]
              + commands)
        ]),
    ],
    figures: MasteringFigures(
      request: request, report: report, stages: stages, settings: settings, commands: commands,
      charts: charts))
}

/// The charts of what mastering did over time, to the balance and to the width; what matters most first.
private func changeCharts(_ report: MasteringReport, _ record: MasteringRecord) -> [ReportChart] {
  let (mix, master) = (record.mix, record.master)
  let time = LoudnessCharts(
    mix: mix.hops, master: master.hops, pass: record.pass, goal: report.goal,
    seconds: report.after.seconds)
  var charts: [ReportChart?] = [time.loudness(), time.gain()]
  if let before = mix.matchSpectrum, let after = master.matchSpectrum {
    let spectra = SpectrumCharts(mix: before, master: after, reference: record.reference)
    charts.append(spectra.spectrum(ofSide: false))
    if mix.figures.correlation != nil { charts.append(spectra.spectrum(ofSide: true)) }
    charts += [spectra.change(), spectra.distance()]
  }
  return (charts + [time.peaks(), correlationChart(mix: mix, master: master)]).compactMap { $0 }
}
