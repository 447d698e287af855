package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::808:808"
            })
    void whatIsAnybodysIsPublic(String address) throws Exception {
        assertEquals(Address.PUBLIC, Address.of(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.255.255", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
                        "192.168.0.1", "100.64.0.1",
                "198.18.0.1", "192.0.2.1", "203.0.113.80", "::1", "fc00::1", "fd12:3456::1", "fec0::1",
                        "::ffff:10.0.0.1",
                "64:ff9b::7f00:1", "2001:db8::1"
            })
    void whatIsNobodyElsesIsInside(String address) throws Exception {
        assertEquals(Address.INSIDE, Address.of(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "fd00:ec2::254",
                "fd20:ce::254",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "febf::1",
                "ff02::1",
                "::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001::1",
                "100::1",
                "5f00::1",
                "::ffff:169.254.169.254"
            })
    void whatHandsOutSecretsOrLeadsElsewhereIsNeverReached(String address) throws Exception {
        assertEquals(Address.NEVER, Address.of(InetAddress.getByName(address)));
    }
}
