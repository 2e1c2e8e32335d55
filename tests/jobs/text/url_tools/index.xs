run.job "Clean links" {
  main = {
    name: "clean_links"
    input: {
      links: ["https://Shop.test:8080/a%20b?utm_source=x&id=7&utm_medium=y#top", "http://x.test/?q=tea+%26+milk", "not a link"]
      campaign: "spring sale"
    }
  }
}
---
// Takes tracking out of links, and adds our own.
function "clean_links" {
  input {
    text[] links
    text campaign?
  }

  stack {
    var $clean { value = [] }

    foreach ($input.links) {
      each as $link {
        text.starts_with $link { value = "http" } as $is_link

        conditional {
          if (!$is_link) {
            array.push $clean { value = { link: null, host: null, arguments: {} } }
            continue
          }
        }

        var $url { value = $link }

        foreach (["utm_source", "utm_medium", "utm_campaign"]) {
          each as $name {
            conditional {
              if ($url|url_hasarg:$name) {
                var.update $url { value = $url|url_delarg:$name }
              }
            }
          }
        }

        conditional {
          if (($input.campaign|is_empty) == false) {
            var.update $url { value = $url|url_addarg:"utm_campaign":$input.campaign }
          }
        }

        var $parts { value = $url|url_parse }

        array.push $clean {
          value = {
            link: $url
            host: $parts.host|to_lower
            port: $parts|get:"port":($parts.scheme == "https" ? 443 : 80)
            path: $parts.path|url_decode
            arguments: $parts|get:"query":""|querystring_parse
          }
        }
      }
    }
  }

  response = $clean
}
