run.job "Roman numerals" {
  main = { name: "roman", input: { values: [1994, "MMXXVI", 4, "IV"] } }
}
