package io.brattice.spring;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;

/** Sees whether a tool threw: the framework makes a text of that, which looks like any answer. */
final class Failing {

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** The same prompt, whose tool of that name is watched. A tool that only the framework finds cannot be. */
    Prompt watching(Prompt prompt, String name) {
        if (!(prompt.getOptions() instanceof ToolCallingChatOptions options)) {
            return prompt;
        }
        List<ToolCallback> watched = callbacks(options).stream()
                .map(each -> each.getToolDefinition().name().equals(name) ? new Watched(each) : each)
                .toList();
        return prompt.mutate()
                .chatOptions(options.mutate().toolCallbacks(watched).build())
                .build();
    }

    /** The callbacks that came with the prompt. */
    static List<ToolCallback> callbacks(ToolCallingChatOptions options) {
        List<ToolCallback> given = options.getToolCallbacks();
        return given == null ? List.of() : given;
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    private final class Watched implements ToolCallback {

        private final ToolCallback callback;

        Watched(ToolCallback callback) {
            this.callback = callback;
        }

        @Override
        public ToolDefinition getToolDefinition() {
            return callback.getToolDefinition();
        }

        @Override
        public ToolMetadata getToolMetadata() {
            return callback.getToolMetadata();
        }

        @Override
        public String call(String input) {
            try {
                return callback.call(input);
            } catch (RuntimeException | Error e) {
                failure.set(e);
                throw e;
            }
        }

        @Override
        public String call(String input, @Nullable ToolContext context) {
            try {
                return context == null ? callback.call(input) : callback.call(input, context);
            } catch (RuntimeException | Error e) {
                failure.set(e);
                throw e;
            }
        }
    }
}
