function "json_step" {
  input {
    json nodes
    text name
  }

  stack {
    var $found { value = [] }

    foreach ($input.nodes) {
      each as $node {
        conditional {
          if (!($node|is_array) && !($node|is_object)) {
            continue
          }
          elseif ($input.name == "*") {
            array.merge $found { value = $node|values }
          }
          elseif ($node|is_object) {
            conditional {
              if ($node|has:$input.name) {
                array.push $found { value = $node[$input.name] }
              }
            }
          }
          elseif ("/^-?\d+$/"|regex_matches:$input.name) {
            var $at { value = $input.name|to_int }

            conditional {
              if ($at < 0) {
                math.add $at { value = $node|count }
              }
            }

            conditional {
              if ($at >= 0 && $at < ($node|count)) {
                array.push $found { value = $node[$at] }
              }
            }
          }
        }
      }
    }
  }

  response = $found
}
