package io.brattice.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.journal.Parked;
import io.brattice.spring.boot.BratticeEndpoint;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The starter in a real application context, with Spring AI's own autoconfiguration. */
class StarterTest {

    @TempDir
    Path folder;

    private final ScriptedModel model = new ScriptedModel();
    private final Shop shop = new Shop();

    /** An application as anybody writes one: everything is found by Boot. */
    @EnableAutoConfiguration
    static class Application {}

    private ConfigurableApplicationContext started(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .initializers(
                        context -> ((GenericApplicationContext) context).registerBean(ChatModel.class, () -> model))
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(properties)
                .run();
    }

    @Test
    void fromPropertiesAloneEveryToolCallGoesThroughAGate() throws Exception {
        model.calls("stock {\"item\": \"tea\"}", "refund {\"order\": \"o-1\", \"cents\": 900}")
                .says("asked");

        try (ConfigurableApplicationContext context =
                started("brattice.state=" + folder, "brattice.agent=bot", "brattice.tools.stock=read-only")) {
            String said = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("go")
                    .tools(shop)
                    .call()
                    .content();

            assertEquals("asked", said);
            assertEquals(List.of("stock tea"), shop.did);
            List<Parked> waiting = context.getBean(Gate.class).waiting();
            assertEquals(
                    List.of("refund"),
                    waiting.stream().map(each -> each.call().tool()).toList());
            Map<?, ?> shown = (Map<?, ?>) ((List<?>)
                            context.getBean(BratticeEndpoint.class).questions().get("waiting"))
                    .get(0);
            assertEquals("bot", shown.get("caller"));
            assertEquals("{\"cents\":900,\"order\":\"o-1\"}", shown.get("arguments"));
            assertEquals(
                    Status.UP,
                    context.getBean("bratticeHealthIndicator", HealthIndicator.class)
                            .health()
                            .getStatus());
            assertEquals(
                    1,
                    context.getBean("bratticeHealthIndicator", HealthIndicator.class)
                            .health()
                            .getDetails()
                            .get("waiting"));
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            context.getBean("bratticeMetrics", MeterBinder.class).bindTo(meters);
            assertEquals(1.0, meters.get("brattice.questions.waiting").gauge().value());
            assertTrue(Files.isDirectory(folder.resolve("journal")));
        }
    }

    @Test
    void withoutAFolderForItsStateTheApplicationDoesNotStartAndIsToldWhy() {
        Throwable failure = assertThrows(RuntimeException.class, () -> started().close());
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        assertTrue(failure.getMessage().contains("`brattice.state` is not set"), failure.getMessage());
    }

    @Test
    void switchedOffItTouchesNothing() {
        try (ConfigurableApplicationContext context = started("brattice.enabled=false")) {
            assertFalse(context.containsBean("bratticeGate"));
            assertFalse(context.getBean(ToolCallingManager.class) instanceof GatedToolCallingManager);
        }
    }
}
