// Replaces {{ path | change }}; what is missing stays empty and is reported.
function "fill_template" {
  input {
    text template
    json data
    bool strict?=false
  }

  stack {
    var $found {
      value = "/\{\{\s*([\w.]+)\s*(?:\|\s*(\w+)\s*)?\}\}/"|regex_get_all_matches:$input.template
    }

    var $text { value = $input.template }
    var $missing { value = [] }

    for ($found[0]|count) {
      each as $i {
        var $path { value = $found[1][$i] }
        var $value { value = $input.data|get:$path:null }

        conditional {
          if ($value === null) {
            array.push $missing { value = $path }
          }
        }

        switch ($found[2][$i]) {
          case ("") {
          } break

          case ("upper") {
            var $value { value = $value|to_text|to_upper }
          } break

          case ("money") {
            var $value { value = "€ " ~ ($value|number_format:2:",":".") }
          } break

          case ("list") {
            var $value { value = $value|safe_array|join:", " }
          } break

          default {
            throw {
              name = "template"
              value = "There is no change called " ~ $found[2][$i]
            }
          }
        }

        var $text { value = $text|replace:$found[0][$i]:($value|to_text) }
      }
    }

    precondition (!$input.strict || ($missing|is_empty)) {
      error_type = "badrequest"
      error = "Missing: " ~ ($missing|join:", ")
    }
  }

  response = { text: $text, missing: $missing }
}
