"""Who changed a row last and when, in a trigger."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "audit_columns",
        """
NEW.{at} := {now:expression};
NEW.{by} := {user:expression};
RETURN NEW;
""",
    ),
    FoldForm(
        "audit_columns",
        """
NEW.{at} := {now:expression};
RETURN NEW;
""",
    ),
    FoldForm(
        "audit_columns",
        """
IF TG_OP = 'INSERT' THEN
    NEW.{created_at} := {now:expression};
    NEW.{created_by} := {user:expression};
END IF;
NEW.{updated_at} := {now:expression};
NEW.{updated_by} := {user:expression};
RETURN NEW;
""",
    ),
    FoldForm(
        "audit_columns",
        """
IF TG_OP = 'INSERT' THEN
    NEW.{created_at} := {now:expression};
END IF;
NEW.{updated_at} := {now:expression};
RETURN NEW;
""",
    ),
)
