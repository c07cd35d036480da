import ArgumentParser
import Foundation

/// In which language explanations are printed.
enum Language: String, ExpressibleByArgument, CaseIterable {
    case zh, en

    /// The language of the environment; `nil` where it names neither.
    static var ofEnvironment: Language? {
        let environment = ProcessInfo.processInfo.environment
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        guard let name else { return nil }
        return name.hasPrefix("zh") ? .zh : name.hasPrefix("en") ? .en : nil
    }
}

/// `--lang`, for commands that speak Chinese and English.
struct LanguageOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "zh or en (default: by LC_ALL or LANG; both where neither says).", valueName: "lang"))
    var lang: Language?

    /// One text, or both.
    func choose(zh: String, en: String) -> String {
        switch lang ?? Language.ofEnvironment {
        case .zh: zh
        case .en: en
        case nil: zh == en ? en : "\(zh) / \(en)"
        }
    }

    /// A comparison's or an answer's name from a model.
    func word(_ name: String) -> String {
        choose(zh: MatchingWords.chinese[name] ?? name, en: name)
    }
}
