run.job "Slugs" {
  main = {
    name: "slugs"
    input: { titles: ["Hello, World!", "Crème brûlée & co.", "Hello World", "  --  "] }
  }
}
---
function "slugs" {
  input {
    text[] titles
    int max_length?=40 filters=min:5
  }

  stack {
    var $slugs { value = [] }

    foreach ($input.titles) {
      each as $title {
        var $slug {
          value = $title
            |unaccent
            |to_lower
            |replace:"&":" and "
        }

        var $slug { value = "/[^a-z0-9]+/"|regex_replace:"-":$slug }
        var $slug { value = ($slug|trim:"-"|substr:0:$input.max_length)|rtrim:"-" }

        conditional {
          if ($slug == "") {
            var $slug { value = "untitled" }
          }
        }

        // Taken ones get a number
        var $unique { value = $slug }
        var $number { value = 2 }

        while ($slugs|contains:$unique) {
          each {
            var $unique { value = $slug ~ "-" ~ $number }
            math.add $number { value = 1 }
          }
        }

        array.push $slugs { value = $unique }
      }
    }
  }

  response = $slugs
}
