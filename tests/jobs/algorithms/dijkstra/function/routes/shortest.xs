// Dijkstra's algorithm. Roads are one-way unless `both_ways` is set.
function "routes/shortest" {
  input {
    text from filters=trim
    text to filters=trim
    json roads
    bool both_ways?=false
  }

  stack {
    function.run "routes/graph" {
      input = { roads: $input.roads, both_ways: $input.both_ways }
    } as $graph

    precondition ($graph|has:$input.from) {
      error_type = "notfound"
      error = "There is no town %s"|sprintf:$input.from
    }

    precondition ($graph|has:$input.to) {
      error_type = "notfound"
      error = "There is no town %s"|sprintf:$input.to
    }

    var $distance { value = {}|set:$input.from:0 }
    var $previous { value = {} }
    var $open { value = [$input.from] }

    while (!($open|is_empty)) {
      each {
        var $here { value = $open|sort:"":"text"|first }

        foreach ($open) {
          each as $town {
            conditional {
              if ($distance[$town] < $distance[$here]) {
                var.update $here { value = $town }
              }
            }
          }
        }

        conditional {
          if ($here == $input.to) {
            break
          }
        }

        var.update $open { value = $open|remove:$here }

        foreach ($graph[$here]|entries) {
          each as $road {
            var $length { value = $distance[$here] + $road.value }

            conditional {
              if ($distance[$road.key] === null || $length < $distance[$road.key]) {
                var.update $distance[$road.key] { value = $length }
                var.update $previous[$road.key] { value = $here }
                var.update $open { value = $open|push:$road.key|unique }
              }
            }
          }
        }
      }
    }

    conditional {
      if (!($distance|has:$input.to)) {
        return { value = { length: null, path: [] } }
      }
    }

    var $path { value = [$input.to] }
    while (($path|first) != $input.from) {
      each {
        array.unshift $path { value = $previous[$path|first] }
      }
    }
  }

  response = { length: $distance[$input.to], path: $path }
}
