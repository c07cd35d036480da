import Foundation

extension SamplesError: CustomStringConvertible {
    /// What happened, and what to do next.
    package var description: String {
        switch self {
        case .io(let path, let what, let code):
            "cannot \(what): \(path): \(String(cString: strerror(code)))"
        case .notEmpty(let path):
            "\(path) is not empty; nothing was written. Name a new folder, or remove what is there."
        case .unknownSource(let feed, let path, let known):
            "the producer of \(feed) sets '\(path)', which its contract names nowhere (it names "
                + known.joined(separator: ", ")
                + "). Mend the producer, or list it in extraSources."
        case .population(let asked, let least, let most):
            "--people \(asked): a city has \(least) to \(most) people, because the identity numbers that are "
                + "certainly nobody's are few."
        case .noProducer(let feed):
            "nothing produces the feed \(feed)."
        }
    }

    /// The process's exit code, by the conventions of sysexits.
    package var exitCode: Int32 {
        switch self {
        case .io: 74
        case .notEmpty, .population, .noProducer: 64
        case .unknownSource: 78
        }
    }
}
