run.job "Nearest city" {
  main = {
    name: "nearest"
    input: { from: "Berlin", radius_km: 1000 }
  }
}
---
function "nearest" {
  input {
    text from
    decimal radius_km?=500
  }

  stack {
    var $cities {
      value = {
        Berlin: [52.52, 13.405]
        Paris: [48.8566, 2.3522]
        Prague: [50.0755, 14.4378]
        Sydney: [-33.8688, 151.2093]
      }
    }

    precondition ($cities|has:$input.from) {
      error_type = "notfound"
      error = "Nobody knows " ~ $input.from
    }

    var $here { value = $cities[$input.from] }
    var $found { value = [] }

    object.entries { value = $cities } as $pairs

    foreach ($pairs) {
      each as $pair {
        conditional {
          if ($pair.key == $input.from) {
            continue
          }
        }

        function.run "haversine" {
          input = { a: $here, b: $pair.value }
        } as $km

        array.push $found { value = { city: $pair.key, km: $km|round } }
      }
    }

    var $sorted { value = $found|sort:"km":"number" }
    array.find_index ($sorted) if ($this.km > $input.radius_km) as $first_far
    array.has ($sorted) if ($this.km > 10000) as $other_side
  }

  response = {
    nearest: $sorted|first|get:"city"
    within: $first_far == -1 ? $sorted : ($sorted|slice:0:$first_far)
    other_side: $other_side
  }
}
---
// Kilometres between two points on a sphere of the earth's mean radius.
function "haversine" {
  input {
    decimal[2:2] a
    decimal[2:2] b
  }

  stack {
    var $dlat { value = ($input.b[0] - $input.a[0])|deg2rad }
    var $dlon { value = ($input.b[1] - $input.a[1])|deg2rad }

    var $h {
      value = ((($dlat / 2)|sin)|pow:2) + (($input.a[0]|deg2rad)|cos) * (($input.b[0]|deg2rad)|cos) * ((($dlon / 2)|sin)|pow:2)
    }
  }

  response = 2 * 6371 * ($h|sqrt|min:1|asin)
}
