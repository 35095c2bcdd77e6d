import CMarkGFM

/// What a renderer asks of a node, and a reader of chapters does not.
extension MarkdownNode {
  /// The name that cmark-gfm gives to this kind of node: "paragraph", "block_quote", "table_row".
  package var typeName: String {
    // The library has no name for these.
    if cmark_node_get_type(pointer) == CMARK_NODE_FOOTNOTE_DEFINITION {
      return "footnote_definition"
    }
    return String(cString: cmark_node_get_type_string(pointer))
  }

  /// Whether a list is numbered.
  package var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }

  /// The number of a list's first item.
  package var listStart: Int { Int(cmark_node_get_list_start(pointer)) }

  /// Whether a list's items stand close together, without paragraphs of their own.
  package var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

  /// How a table's columns are aligned.
  package enum Alignment: Sendable {
    case none, left, center, right
  }

  /// The alignments of a table's columns.
  package var columnAlignments: [Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
    guard let marks = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return (0..<count).map { index in
      switch marks[index] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  /// Whether a table's row is its head.
  package var isTableHead: Bool { cmark_gfm_extensions_get_table_row_is_header(pointer) != 0 }

  /// Whether a task in a list is ticked; nil for an item that is no task.
  package var isTicked: Bool? {
    guard typeName == "tasklist" else { return nil }
    return cmark_gfm_extensions_get_tasklist_item_checked(pointer)
  }
}
