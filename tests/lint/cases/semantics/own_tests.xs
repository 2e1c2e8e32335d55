function "f" {
  input {
    int n
  }

  stack {
    api.request {
      url = "https://example.com"
      mock = {"works": {a: 1}, "fails": null, "wroks": 2} //? unknown-mock did you mean "works"?
    } as $answer
  }

  response = [$answer, $input.n]

  test "works" {
    input = {n: 1}
    expect.to_be_big ($response) { value = 1 } //? unknown-statement there is no statement `expect.to_be_big`
    expect.to_equal ($response) { valeu = 1 } //? unknown-property did you mean `value`?
    !expect.to_be_odd ($response)
  }

  test fails {
    input = {n: 1, m: 2} //? undeclared-input `f` declares no input `m`
    expect.to_throw { exception = "n" }
  }

  test "works" { //? duplicate-test another test "works"
    expect.to_be_null ($response|frist) //? unknown-filter did you mean `first`?
  }
}
