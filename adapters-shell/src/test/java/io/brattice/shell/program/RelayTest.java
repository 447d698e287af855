package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever can be told is passed on: an act that got lost would make a call milder than it is. */
class RelayTest {

    @Test
    void everythingThatCanBeToldIsPassedOn() throws ReflectiveOperationException {
        Set<String> heard = new HashSet<>();
        InvocationHandler hears = (proxy, method, arguments) -> {
            heard.add(method.getName());
            return null;
        };
        Acts acts = (Acts) Proxy.newProxyInstance(Acts.class.getClassLoader(), new Class<?>[] {Acts.class}, hears);
        Acts relay = new AllowedPackages(acts, Set.of("pypi/x"));
        for (Method method : Acts.class.getDeclaredMethods()) {
            if (method.isSynthetic() || method.getName().equals("files")) {
                continue; // told one by one
            }
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                Class<?> type = method.getParameterTypes()[i];
                arguments[i] = type == io.brattice.action.Resource.class
                        ? new io.brattice.action.Resource("package:pypi/y")
                        : type == List.class ? List.of() : null;
            }
            method.invoke(relay, arguments);
            assertTrue(heard.contains(method.getName()), method.getName());
        }
    }
}
