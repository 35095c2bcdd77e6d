import Pages
import Weaving

extension Builder {
  /// The committed page must be the one that the chapter makes, and its pictures those of the
  /// record.
  func check(_ woven: WovenChapter, of planned: PlannedChapter) {
    guard woven.differences.isEmpty else { return }
    let id = planned.folder.id
    let page = (try? Disk.text(planned.folder.page)) ?? nil
    if page != woven.markdown {
      let shown = checkout.shown(planned.folder.page)
      refuse(
        page == nil ? "there is no \(shown)" : "\(shown) is not the page of this text", planned,
        help: "build it with `./build.sh \(id)`, or where its code has changed with "
          + "`./build.sh check \(id) --accept`, and commit what comes out")
    }
    for (block, picture) in session.pictures.damaged(of: woven.record, in: planned.folder) {
      let place = "\(planned.folder.figures)/\(picture.file)"
      let shown = checkout.shown(place)
      refuse(
        Disk.exists(place)
          ? "\(shown) is not the picture that the record tells of" : "there is no \(shown)",
        planned, at: block,
        help: "bring the committed one back with `./build.sh restore \(id)`, or take the new one "
          + "with `./build.sh check \(id) --accept`")
    }
  }

  private func refuse(
    _ message: String, _ planned: PlannedChapter, at block: String? = nil, help: String
  ) {
    let chapter = planned.chapter
    let place = block.flatMap { chapter.block($0) }?.range.lower
    tell(
      chapter.diagnostic(
        .error, at: place ?? chapter.source.position(at: 0), message, help: help),
      in: planned.volume)
  }
}
