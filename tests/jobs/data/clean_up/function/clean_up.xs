// Drops records without a name, and makes the fields of the others look alike.
function "clean_up" {
  input {
    json records
  }

  stack {
    var $records { value = $input.records }

    foreach ($records) {
      each as $record {
        conditional {
          if (($record|get:"name":""|trim) == "") {
            remove
          }
        }
      }
    }

    var $clean { value = [] }

    foreach ($records) {
      each as $record {
        var $name { value = $record.name }
        text.trim $name

        !debug.log {
          value = "cleaning " ~ $name
        }

        var $phone { value = "/[^0-9+]/"|regex_replace:"":($record.phone ?? "") }
        text.starts_with $phone { value = "0" } as $is_local

        conditional {
          if ($is_local) {
            text.ltrim $phone { value = "0" }
            text.prepend $phone { value = "+49" }
          }
        }

        array.push $clean {
          value = $record
            |set:"name":($name|capitalize)
            |set_ifnotempty:"phone":$phone
            |set:"tags":($record.tags|safe_array|filter_null|filter_empty_text)
            |set_conditional:"vip":true:($$|get:"tags":[]|contains:"b")
            |!unset:"note"
            |filter_empty_text
            |filter_empty_object
        }
      }
    }
  }

  response = { kept: $clean, dropped: ($input.records|count) - ($clean|count) }
}
