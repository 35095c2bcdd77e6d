import Building

main(CommandLine.arguments)
