package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What terraform made, changed past it, and taken back: its plan finds no drift. Takes minutes. */
@EnabledIfSystemProperty(
        named = "brattice.long",
        matches = "true",
        disabledReason = "takes minutes: run with -Dbrattice.long=true")
class TerraformTest {

    private static final int NO_CHANGES = 0;
    private static final int CHANGES = 2;

    @TempDir
    private Path folder;

    private int terraform(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return process.waitFor();
    }

    private static String configuration(URI moto, String name) {
        return """
                provider "aws" {
                  region                      = "eu-central-1"
                  access_key                  = "test"
                  secret_key                  = "test"
                  skip_credentials_validation = true
                  skip_metadata_api_check     = true
                  skip_requesting_account_id  = true
                  s3_use_path_style           = true
                  endpoints {
                    s3       = "%1$s"
                    dynamodb = "%1$s"
                    sts      = "%1$s"
                    iam      = "%1$s"
                  }
                }
                resource "aws_s3_bucket" "b" {
                  bucket = "%2$s"
                  tags   = { team = "web" }
                }
                resource "aws_s3_bucket_versioning" "v" {
                  bucket = aws_s3_bucket.b.id
                  versioning_configuration { status = "Enabled" }
                }
                resource "aws_dynamodb_table" "t" {
                  name                        = "%2$s"
                  billing_mode                = "PAY_PER_REQUEST"
                  hash_key                    = "id"
                  deletion_protection_enabled = false
                  attribute {
                    name = "id"
                    type = "S"
                  }
                }
                """.formatted(moto, name);
    }

    @Test
    void afterAnUndoThePlanOfTerraformFindsNoDrift() throws Exception {
        Path plugins = Path.of(System.getProperty("brattice.terraform.plugins", "/opt/tf-plugins"));
        Assumptions.assumeTrue(
                Server.onPath("terraform") && Files.isDirectory(plugins),
                "terraform, or a folder with its provider for AWS (-Dbrattice.terraform.plugins), is not here: skipped");
        Cycle cycle = new Cycle(Server.MOTO);
        String name = "tf-" + UUID.randomUUID();
        Files.writeString(folder.resolve("main.tf"), configuration(Server.MOTO.address(), name));
        assertEquals(0, terraform("init", "-input=false", "-plugin-dir=" + plugins));
        assertEquals(0, terraform("apply", "-input=false", "-auto-approve"), Files.readString(folder.resolve("log")));
        try {
            assertEquals(NO_CHANGES, terraform("plan", "-input=false", "-detailed-exitcode"));
            Cycle.Done tags = cycle.run(
                    "s3:PutBucketTagging",
                    "s3",
                    "PutBucketTagging",
                    "Bucket",
                    name,
                    "Tagging",
                    Map.of("TagSet", List.of(Map.of("Key", "team", "Value", "nobody"))));
            Cycle.Done versioning = cycle.run(
                    "s3:PutBucketVersioning",
                    "s3",
                    "PutBucketVersioning",
                    "Bucket",
                    name,
                    "VersioningConfiguration",
                    Map.of("Status", "Suspended"));
            Cycle.Done table = cycle.run(
                    "dynamodb:UpdateTable",
                    "dynamodb",
                    "UpdateTable",
                    "TableName",
                    name,
                    "DeletionProtectionEnabled",
                    true);
            assertEquals(CHANGES, terraform("plan", "-input=false", "-detailed-exitcode"));

            cycle.takeBack(table);
            cycle.takeBack(versioning);
            cycle.takeBack(tags);

            assertEquals(NO_CHANGES, terraform("plan", "-input=false", "-detailed-exitcode"));
        } finally {
            assertEquals(
                    0, terraform("destroy", "-input=false", "-auto-approve"), Files.readString(folder.resolve("log")));
        }
        assertNotEquals("", cycle.refusal("dynamodb", "DescribeTable", "TableName", name));
    }
}
