import ArgumentParser
import Foundation
import GuijiPipeline
import GuijiSamples
import GuijiWarehouse

/// How the process ends when something was thrown: one message on standard error, one documented exit code.
enum Failure {
    static func end(with error: any Error) -> Never {
        switch error {
        case let error as GuijiError:
            stop("\(error)", error.exitCode)
        case let error as WarehouseError:
            stop("\(error)", error.exitCode)
        case let error as SamplesError:
            stop("\(error)", error.exitCode)
        default:
            // Usage, help, version and explicit exit codes are ArgumentParser's own.
            Guiji.exit(withError: error)
        }
    }

    private static func stop(_ message: String, _ code: Int32) -> Never {
        FileHandle.standardError.write(Data("guiji: \(message)\n".utf8))
        exit(code)
    }
}
