// The chapter's program is tangled from chapter.md when it is built. This file holds nothing: it
// is here because SwiftPM leaves out a target without a file of its own.
