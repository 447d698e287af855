package io.brattice.aws.undo;

/** Starts ElasticMQ in a process of its own. By reflection: its classes are written in Scala, and javac warns of what it cannot read in them. */
public final class QueueServer {

    private QueueServer() {}

    /** Serves until it is killed, at the port that is its one argument. */
    public static void main(String[] arguments) throws Exception {
        Class<?> builder = Class.forName("org.elasticmq.rest.sqs.SQSRestServerBuilder");
        Object some = builder.getMethod("withPort", int.class).invoke(null, Integer.parseInt(arguments[0]));
        Object here = some.getClass().getMethod("withInterface", String.class).invoke(some, "127.0.0.1");
        Object server = here.getClass().getMethod("start").invoke(here);
        server.getClass().getMethod("waitUntilStarted").invoke(server);
        Thread.currentThread().join();
    }
}
