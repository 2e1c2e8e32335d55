// The header holds seconds or a date.
function "retry_after" {
  input {
    text value filters=trim
  }

  stack {
    conditional {
      if ("/^\d+$/"|regex_matches:$input.value) {
        return { value = $input.value|to_int }
      }
    }

    var $at { value = $input.value|to_timestamp }
  }

  response = (($at - now) / 1000)|ceil|max:0
}
