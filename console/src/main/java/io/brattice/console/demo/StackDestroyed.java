package io.brattice.console.demo;

import java.io.IOException;

/** An old state file in the place of the right one, and then no question. */
final class StackDestroyed implements Incident {

    private static final String STATE = """
            {
              "version": 4, "terraform_version": "1.4.0", "serial": 7, "lineage": "4f8a1c9e-0000-4000-8000-000000000001",
              "outputs": {},
              "resources": [{
                "mode": "managed", "type": "terraform_data", "name": "database",
                "provider": "provider[\\"terraform.io/builtin/terraform\\"]",
                "instances": [{ "schema_version": 0, "attributes": {
                  "id": "6f1c9d1e-0000-4000-8000-000000000002",
                  "input": { "value": "live/database", "type": "string" },
                  "output": { "value": "live/database", "type": "string" },
                  "triggers_replace": null }, "sensitive_attributes": [] }]
              }],
              "check_results": null
            }
            """;

    @Override
    public String title() {
        return "all destroyed by an old state file";
    }

    @Override
    public String when() {
        return "February 2026";
    }

    @Override
    public String story() {
        return "An agent unpacked an archive over the state file of Terraform and destroyed what that listed, "
                + "without a question: the network, the database and its snapshots were the live ones.";
    }

    @Override
    public String needs() {
        return "terraform";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.write("main.tf", """
                resource "terraform_data" "database" {
                  input = "live/database"
                  provisioner "local-exec" {
                    when    = destroy
                    command = "rm -rf ${self.input}"
                  }
                }
                """);
        world.write("live/database/rows.csv", world.lines(1_943));
        world.write("live/database/snapshot.csv", world.lines(1_900));
        world.write("old/terraform.tfstate", STATE);
        world.git("tar czf terraform-archive.tar.gz -C old terraform.tfstate; rm -r old");
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("terraform plan");
        agent.bash("tar xzf terraform-archive.tar.gz");
        agent.bash("terraform destroy -auto-approve");
    }
}
