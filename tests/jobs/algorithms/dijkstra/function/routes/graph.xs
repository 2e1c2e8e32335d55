// {town: {neighbour: length}}; of two roads between the same towns the shorter one counts.
function "routes/graph" {
  input {
    json roads
    bool both_ways?=false
  }

  stack {
    var $graph { value = {} }

    foreach ($input.roads) {
      each as $road {
        var $pairs { value = [[$road[0], $road[1]]] }

        conditional {
          if ($input.both_ways) {
            array.push $pairs { value = [$road[1], $road[0]] }
          }
        }

        foreach ($pairs) {
          each as $pair {
            var $known { value = $graph[$pair[0]][$pair[1]] ?? $road[2] }
            var.update $graph[$pair[0]][$pair[1]] { value = $known|min:$road[2] }
          }
        }

        // A town that no road leaves is a town all the same
        conditional {
          if (!($graph|has:$road[1])) {
            var.update $graph[$road[1]] { value = {} }
          }
        }
      }
    }
  }

  response = $graph
}
