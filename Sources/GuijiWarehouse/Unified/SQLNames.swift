/// A name as SQL wants it. Only names from linted contracts and schemas come here, never what a user typed.
func quotedName(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

/// A text as SQL wants it, for the few places that take no bound values: JSON paths, definitions of views.
func quotedText(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
