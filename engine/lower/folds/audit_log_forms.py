"""A record of each change, in a trigger."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "audit_log",
        """
IF TG_OP = 'DELETE' THEN
    INSERT INTO {log} SELECT {deleted:list};
    RETURN OLD;
ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO {log} SELECT {updated:list};
    RETURN NEW;
ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO {log} SELECT {inserted:list};
    RETURN NEW;
END IF;
""",
    ),
    FoldForm(
        "audit_log",
        """
IF TG_OP = 'DELETE' THEN
    INSERT INTO {log} ({columns:list}) VALUES ({deleted:list});
    RETURN OLD;
ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO {log} ({columns:list}) VALUES ({updated:list});
    RETURN NEW;
ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO {log} ({columns:list}) VALUES ({inserted:list});
    RETURN NEW;
END IF;
""",
    ),
    FoldForm(
        "audit_log",
        """
IF TG_OP = 'INSERT' THEN
    INSERT INTO {log} ({columns:list}) VALUES ({inserted_row:list});
    RETURN NEW;
ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO {log} ({columns:list}) VALUES ({updated_row:list});
    RETURN NEW;
ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO {log} ({columns:list}) VALUES ({deleted_row:list});
    RETURN OLD;
END IF;
""",
    ),
    FoldForm(
        "audit_log",
        """
INSERT INTO {log} ({columns:list}) VALUES ({values:list});
RETURN NEW;
""",
    ),
    FoldForm(
        "audit_log",
        """
INSERT INTO {log} ({columns:list}) VALUES ({old_values:list});
RETURN OLD;
""",
    ),
    FoldForm(
        "audit_log",
        """
INSERT INTO {log} SELECT {row:list};
RETURN NEW;
""",
    ),
    FoldForm(
        "audit_log",
        """
INSERT INTO {log} ({columns:list}) VALUES ({logged:list});
RETURN NULL;
""",
    ),
)
