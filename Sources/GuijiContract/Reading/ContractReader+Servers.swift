extension ContractReader {
    /// Patterns of the feed's files; sets `format`.
    func readServers(_ root: YamlMapping) -> [String] {
        let servers = check.mappings(root, "servers")
        if servers.isEmpty {
            if root["servers"]?.items?.isEmpty ?? true {
                check.error(
                    root["servers"] ?? root.at, .missingKey,
                    "The contract has no 'servers': where its files arrive.",
                    "Add '- { server: inbox, type: local, path: D02-gaj/syrk_*.csv, format: csv }'."
                )
            }
            return []
        }
        var patterns: [String] = []
        for server in servers {
            if let pattern = readServer(server) {
                if patterns.contains(pattern), let place = server["path"] {
                    check.warning(
                        place, .path, "The path '\(pattern)' stands here a second time.",
                        "Remove this server.")
                    continue
                }
                patterns.append(pattern)
            }
        }
        return patterns
    }

    private func readServer(_ server: YamlMapping) -> String? {
        let known = OdcsKeys.localServer.union(follows32 ? OdcsKeys.localServer32 : [])
        check.checkKeys(server, known: known, of: "a local server")
        _ = check.requiredText(server, "server", of: "The server", "Write 'server: inbox'.")
        _ = guijiProperties(server, allowed: [], of: "a server")
        let type = check.requiredText(server, "type", of: "The server", "Write 'type: local'.")
        if let type, type != "local", let node = server["type"] {
            check.error(
                node, .unknownValue,
                "The server's type is '\(type)'; Guiji reads files of its inbox.",
                "Write 'type: local'.")
        }
        if server["format"] == nil {
            _ = check.requiredText(server, "format", of: "The server", "Write 'format: csv'.")
        } else if let own = check.choice(server, "format", Container.Format.self) {
            if let format, format != own, let node = server["format"] {
                check.error(
                    node, .path,
                    "The format '\(own.rawValue)' differs from '\(format.rawValue)' above; a feed has one.",
                    "Make another feed of these files.")
            }
            format = format ?? own
        }
        guard
            let pattern = check.requiredText(
                server, "path", of: "The server", "Write 'path: D02-gaj/syrk_*.csv'."),
            let node = server["path"]
        else { return nil }
        if let objection = PathPattern.objection(to: pattern) {
            check.error(
                node, .path, "The path '\(pattern)' \(objection.message).", objection.suggestion)
            return nil
        }
        found.patterns.append(.init(pattern, node))
        return pattern
    }
}
