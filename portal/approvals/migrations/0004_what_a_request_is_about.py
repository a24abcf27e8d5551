from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_holidays_and_notices")]

    operations = [migrations.AddField("request", "changes", models.JSONField(default=dict))]
