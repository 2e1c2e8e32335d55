// A small JSONPath: .name, ['name'], [1], [-1], [*], .* and ..name
function "json_path" {
  input {
    json data
    text[] paths
  }

  stack {
    var $answers { value = {} }

    foreach ($input.paths) {
      each as $path {
        precondition ($path|starts_with:"$") {
          error_type = "inputerror"
          error = "A path starts with $, not " ~ $path
        }

        var $steps {
          value = "/(\.\.)?(?:\.?([\w*]+)|\[(-?\d+|\*)\]|\['([^']+)'\])/"|regex_get_all_matches:($path|substr:1)
        }

        var $nodes { value = [$input.data] }

        for ($steps[0]|count) {
          each as $i {
            // Exactly one of the three groups holds something
            var $name { value = $steps[2][$i]|first_notempty:$steps[3][$i]:$steps[4][$i] }

            conditional {
              if ($steps[3][$i] == "0") {
                var.update $name { value = "0" }
              }
            }

            conditional {
              if ($steps[1][$i] == "..") {
                function.run "descendants" { input = { nodes: $nodes } } as $nodes
              }
            }

            function.run "json_step" { input = { nodes: $nodes, name: $name } } as $nodes
          }
        }

        var.update $answers[$path] { value = $nodes }
      }
    }
  }

  response = $answers
}
