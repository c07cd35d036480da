import CLibXML2

/// One libxml2 push parser (SAX2): fed with UTF-8 piece by piece, it calls the machine for each element and text.
///
/// Nothing is ever fetched or loaded: there is no handler for external subsets, every reference to an entity of the
/// document's own is refused, and the option against the network is set on top. `XML_PARSE_HUGE` is off, so libxml2's
/// own bounds hold too.
struct XMLParser: ~Copyable {
    private let context: xmlParserCtxtPtr
    private let machine: UnsafeMutablePointer<XMLMachine>

    /// libxml2 wants to be set up once, before any thread uses it.
    private static let isLibraryReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// - Returns: `nil` where there is no memory.
    init?(_ machine: UnsafeMutablePointer<XMLMachine>) {
        guard XMLParser.isLibraryReady else { return nil }
        var handler = XMLParser.handler
        guard let context = xmlCreatePushParserCtxt(&handler, machine, nil, 0, nil) else {
            return nil
        }
        // The text is UTF-8 already: what the XML declaration says does not count any more.
        // NOENT: else `&amp;` in an attribute comes as `&#38;`; other entities never get as far.
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(context, CInt(options))
        self.context = context
        self.machine = machine
        machine.pointee.parser = context
    }

    deinit {
        // Entities that were declared are kept in a document even without a tree.
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        context.pointee.myDoc = nil
        xmlFreeParserCtxt(context)
    }

    /// Parses as far as the text allows. What is found goes to the machine.
    func feed(_ text: UnsafeRawBufferPointer) {
        xmlParseChunk(
            context, text.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(text.count), 0)
    }

    /// Says that there is no more text.
    func finish() { xmlParseChunk(context, nil, 0, 1) }

    /// The text that waits for its rest to be parsed.
    var pending: UnsafeRawBufferPointer {
        guard let input = context.pointee.input, let cur = input.pointee.cur,
            let end = input.pointee.end
        else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: cur, count: end - cur)
    }

    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = startElement
        handler.endElementNs = endElement
        handler.characters = characters
        // The same function, else libxml2 looks at each blank to tell it apart.
        handler.ignorableWhitespace = characters
        handler.cdataBlock = { machine, text, count in
            machine?.assumingMemoryBound(to: XMLMachine.self).pointee
                .section(UnsafeRawBufferPointer(start: text, count: Int(count)))
        }
        handler.getEntity = { machine, name in
            XMLParser.meetEntity(machine, name)
            return nil
        }
        handler.getParameterEntity = { machine, name in
            XMLParser.meetEntity(machine, name)
            return nil
        }
        handler.serror = { machine, error in
            guard let machine, let error, error.pointee.level == XML_ERR_FATAL else { return }
            let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
            machine.assumingMemoryBound(to: XMLMachine.self).pointee
                .meetError(code: error.pointee.code, message)
        }
        return handler
    }

    private static let startElement: startElementNsSAX2Func = {
        machine, local, prefix, uri, namespaceCount, _, attributeCount, defaultedCount, attributes
        in
        guard let machine, let local else { return }
        let tag = XMLStartTag(
            local: local, prefix: prefix, uri: uri, namespaceCount: Int(namespaceCount),
            attributeCount: Int(attributeCount), defaultedCount: Int(defaultedCount),
            attributes: attributes)
        machine.assumingMemoryBound(to: XMLMachine.self).pointee.start(tag)
    }

    private static let endElement: endElementNsSAX2Func = { machine, _, _, _ in
        machine?.assumingMemoryBound(to: XMLMachine.self).pointee.end()
    }

    private static let characters: charactersSAXFunc = { machine, text, count in
        machine?.assumingMemoryBound(to: XMLMachine.self).pointee
            .characters(UnsafeRawBufferPointer(start: text, count: Int(count)))
    }

    private static func meetEntity(
        _ machine: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?
    ) {
        machine?.assumingMemoryBound(to: XMLMachine.self).pointee
            .meetEntity(name.map { String(cString: $0) } ?? "")
    }
}
