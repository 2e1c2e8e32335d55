// Puts an item on a list, and tells what is on it.
run.job "@TITLE@" {
  main = {name: "@NAME@", input: {title: "Buy tea"}}
}
