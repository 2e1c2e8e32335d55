function "f" {
  input {
    text name
    int[] list
  }

  stack {
    var $total { value = 1 }
    var $nothing { value = None } //? bare-word did you mean `null`?
    var $yes { value = $input.name == "a" && True } //? bare-word did you mean `true`?
    var $key { value = env.API_KEY } //? bare-word did you mean `$env.API_KEY`?
    var $sum { value = total + 1 } //? bare-word did you mean `$total`?
    var $data {
      value = {
        a: input.list //? bare-word `$input.list`
        b: [total] //? bare-word `$total`
      }
    }
    var $part { value = $input.list|get:input.name } //? bare-word `$input.name`
    api.request {
      url = "https://example.com"
      method = GET
    } as $answer
    var $sorted { value = $input.list|sort:total:text }
  }

  response = [$nothing, $yes, $key, $sum, $data, $part, $answer, $sorted, $total, now, ok]
}
