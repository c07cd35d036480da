import ArgumentParser

@main
struct Guiji: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guiji", abstract: "Turns a city's feeds into one trustworthy warehouse.")
}
