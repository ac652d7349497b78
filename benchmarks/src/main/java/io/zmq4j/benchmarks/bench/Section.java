package io.zmq4j.benchmarks.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report.
 *
 * @param title its heading
 * @param note what a reader must know
 * @param shape what it has the figures of; null for other tables
 * @param columns names of the columns
 * @param rows the cells
 */
record Section(String title, String note, @Nullable Shape shape, List<String> columns, List<List<String>> rows) {}
