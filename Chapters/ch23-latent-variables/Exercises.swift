// The exercises of this chapter: written by ./build.sh exercises ch23.
