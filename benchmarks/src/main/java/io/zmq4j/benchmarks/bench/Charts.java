package io.zmq4j.benchmarks.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of a run, as PNG. Each candidate has its line and marker: they tell apart without colours too. */
final class Charts {
    static final int WIDTH = 900;
    static final int HEIGHT = 460;

    /** Pixels for each of the page's, so that nothing is blurred on fine screens and paper. */
    private static final int SCALE = 2;

    private static final BasicStroke[] LINES = {
        SeriesLines.SOLID, SeriesLines.DASH_DASH, SeriesLines.DOT_DOT, SeriesLines.DASH_DOT
    };
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.SQUARE,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CROSS,
        SeriesMarkers.PLUS
    };
    private static final Color[] COLOURS = {
        Color.BLACK,
        new Color(0x0b5fa5),
        new Color(0xb3400d),
        new Color(0x2f7d32),
        new Color(0x7a3e9d),
        new Color(0x8a6d00),
        new Color(0x777777)
    };

    private final BenchRun run;
    private final List<String> candidates;

    Charts(BenchRun run) {
        this.run = run;
        this.candidates =
                run.series().stream().map(Series::candidate).distinct().toList();
    }

    // ---- what is drawn

    /** A metric over the size of messages; both axes are logarithmic. */
    byte[] overSize(Shape shape, Metric metric) throws IOException {
        XYChart chart = xy("message size, bytes", metric == Metric.CPU ? "CPU per message, ns" : axis(metric));
        for (String candidate : candidates) {
            List<Series> points = points(shape, candidate);
            if (points.size() > 1) {
                double[] y =
                        points.stream().mapToDouble(each -> each.median(metric)).toArray();
                double[] bars = new double[y.length];
                for (int i = 0; i < bars.length; i++) {
                    // An error bar that reached zero could not be drawn on a logarithmic axis.
                    bars[i] = Math.min(y[i] / 2, Statistics.spread(points.get(i).values(metric)));
                }
                double[] x = points.stream().mapToDouble(Series::size).toArray();
                style(chart.addSeries(candidate, x, y, bars), candidate);
            }
        }
        wholeDecades(chart);
        return png(chart);
    }

    private List<Series> points(Shape shape, String candidate) {
        List<Series> points = new ArrayList<>();
        for (int size : run.sizes(shape)) {
            Series series = run.find(shape, size, candidate);
            if (series != null) {
                points.add(series);
            }
        }
        return points;
    }

    /** Latency over percentiles, the rare ones spread out. */
    byte[] percentiles(int size) throws IOException {
        XYChart chart =
                xy("one message of so many is slower (10: 90 %, 100: 99 %, 1,000: 99.9 %)", axis(Metric.LATENCY));
        for (Series series : run.of(Shape.TCP_LAT)) {
            if (series.size() == size) {
                List<String> percents = series.samples().get(0).percentiles().keySet().stream()
                        .filter(percent -> Double.parseDouble(percent) < 100)
                        .toList();
                double[] x = percents.stream().mapToDouble(Charts::rarity).toArray();
                double[] y = percents.stream().mapToDouble(series::percentile).toArray();
                style(chart.addSeries(series.candidate(), x, y), series.candidate());
            }
        }
        wholeDecades(chart);
        return png(chart);
    }

    /** 1 for all, 10 for the slowest tenth, 1,000 for the slowest thousandth. */
    private static double rarity(String percent) {
        return 100 / (100 - Double.parseDouble(percent));
    }

    /** Processor time for a message, a bar for each candidate. */
    byte[] overhead(Shape shape, int size) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .yAxisTitle("CPU per message, ns")
                .build();
        plain(chart.getStyler());
        chart.getStyler().setErrorBarsColor(Color.BLACK).setErrorBarsColorSeriesColor(false);
        chart.getStyler().setAvailableSpaceFill(0.6).setXAxisLabelRotation(30).setLegendVisible(false);
        List<Series> bars =
                run.of(shape).stream().filter(each -> each.size() == size).toList();
        chart.addSeries(
                        "CPU",
                        bars.stream().map(Series::candidate).toList(),
                        bars.stream().map(each -> each.median(Metric.CPU)).toList(),
                        bars.stream()
                                .map(each -> Statistics.spread(each.values(Metric.CPU)))
                                .toList())
                .setFillColor(Color.LIGHT_GRAY);
        return png(chart);
    }

    // ---- how

    private static String axis(Metric metric) {
        return metric.label() + ", " + metric.unit();
    }

    private static XYChart xy(String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        plain(chart.getStyler());
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setXAxisDecimalPattern("#,##0").setYAxisDecimalPattern("#,##0.###");
        chart.getStyler().setMarkerSize(8).setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }

    private static void plain(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendBorderColor(Color.WHITE)
                .setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setPlotGridLinesColor(new Color(0xdddddd)).setErrorBarsColorSeriesColor(true);
    }

    /** Whole powers of ten at both ends: only those have labels. */
    private static void wholeDecades(XYChart chart) {
        double[] y = chart.getSeriesMap().values().stream()
                .flatMapToDouble(series -> Arrays.stream(series.getYData()))
                .toArray();
        double lowest = Arrays.stream(y).min().orElse(1);
        double highest = Arrays.stream(y).max().orElse(1);
        chart.getStyler()
                .setYAxisMin(Math.pow(10, Math.floor(Math.log10(lowest))))
                .setYAxisMax(Math.pow(10, Math.ceil(Math.log10(highest))));
    }

    private void style(XYSeries series, String candidate) {
        int number = candidates.indexOf(candidate);
        Color colour = COLOURS[number % COLOURS.length];
        series.setMarkerColor(colour).setMarker(MARKERS[number % MARKERS.length]);
        series.setLineColor(colour).setLineStyle(LINES[number % LINES.length]);
    }

    private static byte[] png(Chart<?, ?> chart) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
