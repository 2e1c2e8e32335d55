function "inner" {
  input {
    bool fail
  }

  stack {
    precondition (!$input.fail) {
      error_type = "badrequest"
      error = "deep down"
      payload = { at: [1, 2] }
    }
  }

  response = 42
}
