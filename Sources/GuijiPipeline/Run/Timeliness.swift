package import GuijiContract

extension Freshness {
    /// Whether a feed that is loaded up to a business date is on time on another: `on time`, `late`, or nothing where
    /// it is not expected on particular days. ISO dates compare as texts.
    package func timeliness(loadedThrough: String?, on day: String) -> String {
        switch self {
        case .none, .monthly: ""
        case .nightly, .hourly: (loadedThrough ?? "") >= day ? "on time" : "late"
        }
    }
}
