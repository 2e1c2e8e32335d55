function "f" {
  stack {
    var $response { //? reserved-name `$response`
      value = 1
    }

    var.update $var.response {
      value = 2
    }

    api.request {
      url = "https://example.com"
    } as $output //? reserved-name

    precondition ($output != null) {
      error_type = "not_found" //? unknown-error-type did you mean `notfound`?
    }

    precondition ($output != null) {
      error_type = "teapot" //? unknown-error-type one of standard
    }

    precondition ($output != null) {
      error_type = "notfound"
    }

    var $result {
      value = $output.response.result
    }
  }

  response = [$response, $result]
}
