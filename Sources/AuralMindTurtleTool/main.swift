import AuralMindTurtle
import Foundation

// Writes every generated Turtle file into the project whose root is the one argument.
guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("usage: auralmind-turtle PROJECT-ROOT\n".utf8))
  exit(64)
}
let root = URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory)
do {
  for file in Turtle.files {
    let url = root.appending(path: file.path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.text.utf8).write(to: url, options: .atomic)
    print(file.path)
  }
} catch {
  FileHandle.standardError.write(
    Data("Turtle cannot be written: \(error.localizedDescription)\n".utf8))
  exit(1)
}
