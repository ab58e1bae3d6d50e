package coulombus.fleetapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.vertx.core.json.JsonObject;

import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertState;
import coulombus.core.detection.Severity;

/// Not a test: takes a picture of every address that is named, over the made-up fleet, to look at while working on the page. Arguments:
/// folder, `light|dark|phone`, channels more, addresses; a `!script` behind an address is run before the picture.
final class PicturesOfThePage {
    private PicturesOfThePage() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (RunningApi api = new RunningApi(InstantSource.system());
                HeadlessBrowser browser = HeadlessBrowser.launch(api.vertx, HeadlessBrowser.find().orElseThrow())) {
            MadeUpFleet.feed(api.view, Instant.now());
            MadeUpFleet.feedMany(api.view, Instant.now(), Integer.parseInt(arguments[2]));
            api.view.on(MadeUpFleet.tripped(Instant.now()));
            for (int i = 1; i <= 6; i++) {
                api.alerts.on(AlertsIT.alert(i, List.of(AlertKind.SOFT_SHORT, AlertKind.HARD_SHORT).get(i % 2),
                        i % 2 == 1 ? Severity.CRITICAL : Severity.WARNING, new AlertState.Open(), 100 + i));
            }
            browser.resize(arguments[1].equals("phone") ? 390 : 1366, arguments[1].equals("phone") ? 844 : 860,
                    arguments[1].equals("phone"));
            browser.prefer(arguments[1].equals("dark") ? "dark" : "light");
            browser.beforeEachPage(PageFiles.resource("facility-double.js").toString());
            browser.open(api.server.newLoginLink());
            Thread.sleep(2500);
            for (int i = 3; i < arguments.length; i++) {
                String[] parts = arguments[i].split("!", 2);
                browser.open(api.server.url() + parts[0]);
                Thread.sleep(2000);
                if (parts.length > 1) {
                    browser.run(parts[1]);
                    Thread.sleep(1200);
                }
                Path file = folder.resolve(i - 2 + "-" + arguments[1] + ".png");
                browser.picture(file, parts[0].contains("whole"));
                System.out.println(file + " " + arguments[i] + " " + browser.run("document.documentElement.scrollWidth - innerWidth"));
            }
            browser.complaints().forEach(System.out::println);
            System.out.println(new JsonObject().put("complaints", browser.complaints().size()));
        }
    }
}
