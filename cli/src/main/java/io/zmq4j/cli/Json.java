package io.zmq4j.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;

/** Prints JSON: indented, and in ASCII, so that it is the same in every encoding. */
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private Json() {}

    static void print(PrintWriter out, JsonElement element) {
        StringBuilder ascii = new StringBuilder();
        GSON.toJson(element).chars().forEach(c -> {
            if (c < 0x7f) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        out.println(ascii);
        out.flush();
    }

    static JsonArray array(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
