package io.brattice.console.conformance;

/** What AISVS 1.0 asks for in C9.1, C9.2 and C9.6, in our words. Its own text is what counts. */
enum Requirement {
    TOOL_LIMITS("9.1.1", 1, "each tool has limits of time and resources, and they are enforced"),
    BUDGETS("9.1.2", 1, "each execution has budgets, of money among others, and they are enforced"),
    SWARM_STOP("9.1.3", 2, "one switch stops all agents"),
    APPROVAL("9.2.1", 1, "what is privileged or irreversible waits until a person has said yes, and that is verified"),
    COMPLETE_QUESTION("9.2.2", 2, "a question shows every parameter, whole and unaltered"),
    CLASSIFIED("9.2.3", 2, "how far an action can be taken back is classified by something that can be trusted"),
    CLASSES_ENFORCED("9.2.4", 2, "the graver the class, the more is asked for"),
    NO_SELF_CHANGE("9.2.5", 2, "an agent cannot change what bounds it"),
    MODEL_REVIEW("9.2.6", 2, "a model reviews planned high-risk actions besides the rules"),
    MODEL_REVIEW_HARDENED("9.2.7", 2, "that review cannot be talked out of it"),
    BOUND_APPROVAL("9.2.8", 3, "a yes is bound to the parameters, the asker and the occasion, and counts once"),
    KEYS_APART("9.2.9", 3, "the keys that approve are out of the agent's reach"),
    GRAVEST_OF_CHAIN("9.2.10", 3, "a chain of actions is as grave as its gravest part"),
    MANUAL_STOP("9.6.1", 1, "a person can stop the model and its output at once"),
    SILENCE_BLOCKS("9.6.2", 2, "an approval that does not come in time blocks the action"),
    STOP_OUT_OF_BAND("9.6.3", 3, "the stop goes through a channel of its own, apart from the agent");

    private final String id;
    private final int level;
    private final String words;

    Requirement(String id, int level, String words) {
        this.id = id;
        this.level = level;
        this.words = words;
    }

    String id() {
        return id;
    }

    int level() {
        return level;
    }

    String words() {
        return words;
    }
}
